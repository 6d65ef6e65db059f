/** Every page is one module and one row here; the router and the navigation both read this table. */
import { type ComponentType, lazy } from "react";

export const SECTIONS = ["work", "travel", "lists", "insight", "control"] as const;

export interface PageRow {
  path: string;
  /** Key of its name in the catalogues (`pages.<key>`). */
  key: string;
  /** Section of the navigation; pages without one are reached from other pages. */
  section?: (typeof SECTIONS)[number];
  /** One of these permissions opens it; without any it stays out of the navigation. */
  needs: string[];
  component: ComponentType;
}

export const PAGES: PageRow[] = [
  {
    path: "/queue",
    key: "queue",
    section: "work",
    needs: ["case:claim", "rule:view"],
    component: lazy(() => import("../pages/queue.tsx")),
  },
  {
    path: "/port",
    key: "port",
    section: "work",
    needs: ["case:acknowledge"],
    component: lazy(() => import("../pages/port.tsx")),
  },
  {
    path: "/port/:case",
    key: "result",
    needs: ["case:acknowledge"],
    component: lazy(() => import("../pages/result.tsx")),
  },
  {
    path: "/adjudications",
    key: "adjudications",
    section: "work",
    needs: ["watchlist:adjudicate"],
    component: lazy(() => import("../pages/adjudications.tsx")),
  },
  {
    path: "/cases/:case",
    key: "case",
    needs: ["case:view"],
    component: lazy(() => import("../pages/case.tsx")),
  },
  {
    path: "/travellers/:traveller",
    key: "traveller",
    needs: ["traveller:view"],
    component: lazy(() => import("../pages/traveller.tsx")),
  },
  {
    path: "/search",
    key: "search",
    section: "travel",
    needs: ["traveller:search"],
    component: lazy(() => import("../pages/search.tsx")),
  },
  {
    path: "/movements",
    key: "movements",
    section: "travel",
    needs: ["movement:view"],
    component: lazy(() => import("../pages/movements.tsx")),
  },
  {
    path: "/movements/:movement",
    key: "movement",
    needs: ["movement:view"],
    component: lazy(() => import("../pages/movement.tsx")),
  },
  {
    path: "/messages",
    key: "messages",
    section: "travel",
    needs: ["message:view"],
    component: lazy(() => import("../pages/messages.tsx")),
  },
  {
    path: "/messages/:message",
    key: "message",
    needs: ["message:view"],
    component: lazy(() => import("../pages/message.tsx")),
  },
  {
    path: "/check",
    key: "check",
    section: "travel",
    needs: ["message:validate"],
    component: lazy(() => import("../pages/check.tsx")),
  },
  {
    path: "/carriers",
    key: "carriers",
    section: "travel",
    needs: ["carrier:view"],
    component: lazy(() => import("../pages/carriers.tsx")),
  },
  {
    path: "/carriers/:carrier",
    key: "carrier",
    needs: ["carrier:view"],
    component: lazy(() => import("../pages/carrier.tsx")),
  },
  {
    path: "/lists",
    key: "lists",
    section: "lists",
    needs: ["watchlist:view"],
    component: lazy(() => import("../pages/lists.tsx")),
  },
  {
    path: "/lists/:list",
    key: "list",
    needs: ["watchlist:view"],
    component: lazy(() => import("../pages/list.tsx")),
  },
  {
    path: "/lists/:list/new",
    key: "entry",
    needs: ["watchlist:edit"],
    component: lazy(() => import("../pages/entry.tsx")),
  },
  {
    path: "/lists/:list/entries/:entry",
    key: "entry",
    needs: ["watchlist:view"],
    component: lazy(() => import("../pages/entry.tsx")),
  },
  {
    path: "/names",
    key: "names",
    section: "lists",
    needs: ["watchlist:view"],
    component: lazy(() => import("../pages/names.tsx")),
  },
  {
    path: "/rules",
    key: "rules",
    section: "insight",
    needs: ["rule:view"],
    component: lazy(() => import("../pages/rules.tsx")),
  },
  {
    path: "/rules/new",
    key: "rule",
    needs: ["rule:write"],
    component: lazy(() => import("../pages/rule.tsx")),
  },
  {
    path: "/rules/:rule",
    key: "rule",
    needs: ["rule:view"],
    component: lazy(() => import("../pages/rule.tsx")),
  },
  {
    path: "/statistics",
    key: "statistics",
    section: "insight",
    needs: ["statistics:view"],
    component: lazy(() => import("../pages/statistics.tsx")),
  },
  {
    path: "/capacity",
    key: "capacity",
    section: "insight",
    needs: ["statistics:view"],
    component: lazy(() => import("../pages/capacity.tsx")),
  },
  {
    path: "/reconciliation",
    key: "reconciliation",
    section: "control",
    needs: ["statistics:view"],
    component: lazy(() => import("../pages/reconciliation.tsx")),
  },
  {
    path: "/audit",
    key: "audit",
    section: "control",
    needs: ["audit:view"],
    component: lazy(() => import("../pages/audit.tsx")),
  },
];

/** The pages in a person's navigation. */
export const pagesFor = (permissions: string[]): PageRow[] =>
  PAGES.filter((page) => page.section && page.needs.some((need) => permissions.includes(need)));
