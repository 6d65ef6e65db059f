import Link from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

/** A link to another page of the console, followed without loading it anew. */
export function PageLink({ to, children }: { to: string; children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <Link
      href={to}
      onFollow={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Link>
  );
}

/** Address of a page about one thing; ids are escaped. */
export const pathTo = (
  page: "cases" | "travellers" | "movements" | "messages" | "port" | "carriers" | "lists" | "rules",
  id: string,
) => `/${page}/${encodeURIComponent(id)}`;
