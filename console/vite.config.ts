import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { icuMessages } from "./dev/icu.ts";

export default defineConfig(({ mode }) => ({
  plugins: [react(), icuMessages()],
  build: {
    outDir: "dist",
    target: "es2023",
    // Inlined assets would need `data:` in more directives of the content-security policy.
    assetsInlineLimit: 0,
  },
  server: { host: "127.0.0.1" },
  preview: { host: "127.0.0.1" },
  test: { environment: "jsdom", include: ["tests/**/*.test.{ts,tsx}"], server: { deps: { inline: [/@cloudscape-design/] } } },
}));
