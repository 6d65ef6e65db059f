import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { icuMessages } from "./dev/icu.ts";
import { mockService } from "./dev/mock.ts";

export default defineConfig(({ mode }) => ({
  // The mock answers requests of the development and preview servers only; nothing of it is built.
  plugins: [react(), icuMessages(), ...(mode === "mock" ? [mockService()] : [])],
  resolve: {
    alias: {
      "cloudscape-tokens": path.resolve(
        import.meta.dirname,
        "node_modules/@cloudscape-design/components/internal/generated/styles/tokens.js",
      ),
    },
  },
  build: {
    chunkSizeWarningLimit: 800,
    outDir: "dist",
    target: "es2023",
    // Inlined assets would need `data:` in more directives of the content-security policy.
    assetsInlineLimit: 0,
  },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
}));
