import Badge from "@cloudscape-design/components/badge";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { Booking, Movement, Payment } from "../api/types.ts";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Panel } from "../ui/panel.tsx";
import { dateTime, portTime } from "../ui/time.ts";

const paymentLine = ({ form, vendor, card, amount, currency }: Payment) =>
  [form, vendor, card, amount && [amount, currency].filter(Boolean).join(" ")].filter(Boolean).join(" ");

const agencyLine = (agency: Booking["agency"]) =>
  agency && [agency.id, agency.name, agency.city, agency.country].filter(Boolean).join(" · ");

/** A booking: how it was made and paid, and its whole itinerary. */
export function BookingView({ booking, movement }: { booking: Booking; movement: Movement }) {
  const { t, i18n } = useTranslation();
  const facts: Record<string, string | null> = {
    created: booking.created && dateTime(booking.created, i18n.language),
    changed: booking.changed && dateTime(booking.changed, i18n.language),
    size: booking.size === null ? null : String(booking.size),
    payment: booking.payments.map(paymentLine).join(" · "),
    agency: agencyLine(booking.agency),
    tickets: booking.tickets.join(" · "),
    phones: booking.phones.join(" · "),
    emails: booking.emails.join(" · "),
    remarks: booking.remarks.join(" · "),
  };
  return (
    <Panel
      title={
        <>
          {t("booking.title")} <Iso mono>{booking.locator}</Iso>{" "}
          {booking.cancelled && <Badge color="severity-high">{t("booking.cancelled")}</Badge>}
        </>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={3}
          items={Object.entries(facts).map(([key, value]) => ({
            label: t(`booking.${key}`),
            value: <IsoOr value={value} />,
          }))}
        />
        <Itinerary segments={booking.segments} movement={movement} />
      </SpaceBetween>
    </Panel>
  );
}

function Itinerary({ segments, movement }: { segments: Booking["segments"]; movement: Movement }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <caption>{t("booking.itinerary")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("columns.movement")}</th>
          <th scope="col">{t("columns.route")}</th>
          <th scope="col">{t("columns.departure")}</th>
          <th scope="col">{t("columns.arrival")}</th>
          <th scope="col">{t("columns.status")}</th>
        </tr>
      </thead>
      <tbody>
        {segments.map((leg) => (
          <tr
            key={leg.carrier + leg.number + leg.departure}
            className={isLeg(leg, movement) ? "here" : undefined}
          >
            <td>
              <Iso>
                {leg.carrier}
                {leg.number}
              </Iso>
            </td>
            <td>
              <Iso>
                {leg.origin} → {leg.destination}
              </Iso>
            </td>
            <td>
              <Iso>{portTime(leg.departure)}</Iso>
            </td>
            <td>
              <Iso>{portTime(leg.arrival)}</Iso>
            </td>
            <td>
              <IsoOr value={leg.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isLeg = (leg: Booking["segments"][number], movement: Movement) =>
  leg.carrier === movement.carrier && leg.number === movement.number && leg.origin === movement.origin;
