import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Dossier } from "../api/types.ts";
import { MatchList } from "../case/matches.tsx";
import { WhyPanel } from "../case/why.tsx";
import { Panel } from "../ui/panel.tsx";
import { BookingView } from "./booking_view.tsx";
import { Documents } from "./documents.tsx";
import { MessagesOf } from "./messages_of.tsx";
import { Party } from "./party.tsx";
import { Person } from "./person.tsx";
import { Sources } from "./sources.tsx";

/** Everything known of a traveller: reasons and comparison at the left, person and journey at the right. */
export function DossierView({ dossier, children }: { dossier: Dossier; children?: ReactNode }) {
  const { t } = useTranslation();
  const listed = (dossier.assessment?.matches.length ?? 0) > 0;
  const lists = (
    <Panel title={t("case.lists")}>
      <MatchList dossier={dossier} />
    </Panel>
  );
  return (
    <div className="dossier">
      <SpaceBetween size="m">
        {listed && lists}
        <Panel title={t("case.why")}>
          <WhyPanel assessment={dossier.assessment} />
        </Panel>
        {!listed && lists}
        {dossier.bookings.map((booking) => (
          <BookingView key={booking.id} booking={booking} movement={dossier.movement} />
        ))}
        <Panel title={t("dossier.sources")}>
          <Sources sources={dossier.sources} conflicts={dossier.conflicts} />
        </Panel>
      </SpaceBetween>
      <SpaceBetween size="m">
        <Panel title={t("dossier.person")}>
          <Person traveller={dossier.traveller} />
        </Panel>
        <Panel title={t("dossier.documents")}>
          <Documents documents={dossier.traveller.documents} />
        </Panel>
        <Panel title={t("dossier.party", { count: dossier.party.length })}>
          <Party party={dossier.party} />
        </Panel>
        {children}
        <Panel title={t("dossier.messages")}>
          <MessagesOf messages={dossier.messages} />
        </Panel>
      </SpaceBetween>
    </div>
  );
}
