import Badge from "@cloudscape-design/components/badge";
import { useTranslation } from "react-i18next";
import type { Dossier } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { Iso } from "../ui/iso.tsx";
import { PageLink, pathTo } from "../ui/page_link.tsx";

/** Who travels with the traveller: on the same booking, or tied by a phone, a card, an address. */
export function Party({ party }: { party: Dossier["party"] }) {
  const { t } = useTranslation();
  if (!party.length) return <Empty of="party" />;
  return (
    <ul className="party">
      {party.map((member) => (
        <li key={member.id}>
          <PageLink to={pathTo("travellers", member.id)}>
            <Iso>{member.name}</Iso>
          </PageLink>{" "}
          <Badge color={member.same_booking ? "grey" : "severity-medium"}>
            {t(member.same_booking ? "party.sameBooking" : "party.tied")}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
