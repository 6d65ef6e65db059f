/** Every page is one module and one row here; the router and the navigation both read this table. */
import { type ComponentType, lazy } from "react";

export interface PageRow {
  path: string;
  /** Key of its name in the catalogues (`pages.<key>`). */
  key: string;
  /** Section of the navigation; pages without one are reached from other pages. */
  section?: "work" | "travel" | "insight" | "control";
  component: ComponentType;
}

export const PAGES: PageRow[] = [
  { path: "/queue", key: "queue", section: "work", component: lazy(() => import("../pages/queue.tsx")) },
  { path: "/port", key: "port", section: "work", component: lazy(() => import("../pages/port.tsx")) },
  { path: "/port/:case", key: "result", component: lazy(() => import("../pages/result.tsx")) },
  { path: "/cases/:case", key: "case", component: lazy(() => import("../pages/case.tsx")) },
  { path: "/travellers/:traveller", key: "traveller", component: lazy(() => import("../pages/traveller.tsx")) },
  { path: "/search", key: "search", section: "travel", component: lazy(() => import("../pages/search.tsx")) },
  {
    path: "/movements",
    key: "movements",
    section: "travel",
    component: lazy(() => import("../pages/movements.tsx")),
  },
  { path: "/movements/:movement", key: "movement", component: lazy(() => import("../pages/movement.tsx")) },
  { path: "/messages", key: "messages", section: "travel", component: lazy(() => import("../pages/messages.tsx")) },
  { path: "/messages/:message", key: "message", component: lazy(() => import("../pages/message.tsx")) },
  { path: "/rules", key: "rules", section: "insight", component: lazy(() => import("../pages/rules.tsx")) },
  {
    path: "/reconciliation",
    key: "reconciliation",
    section: "control",
    component: lazy(() => import("../pages/reconciliation.tsx")),
  },
  { path: "/audit", key: "audit", section: "control", component: lazy(() => import("../pages/audit.tsx")) },
];

export const SECTIONS = ["work", "travel", "insight", "control"] as const;
