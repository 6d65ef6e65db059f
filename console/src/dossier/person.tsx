import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import type { Address, Traveller } from "../api/types.ts";
import { IsoOr } from "../ui/iso.tsx";

const addressLine = (address: Address) =>
  [address.street, address.postal_code, address.city, address.state, address.country]
    .filter(Boolean)
    .join(", ");

const bagsLine = ({ count, weight_kg, tags }: Traveller["bags"]) =>
  [count === null ? null : `${count} pc`, weight_kg === null ? null : `${weight_kg} kg`, ...tags]
    .filter(Boolean)
    .join(" · ");

/** Label key → how to read it from the traveller. */
const FACTS: Record<string, (traveller: Traveller) => string | null> = {
  dateOfBirth: (traveller) => traveller.date_of_birth,
  sex: (traveller) => traveller.sex,
  nationality: ({ nationality, nationalities }) =>
    [...new Set([nationality, ...nationalities])].filter(Boolean).join(", "),
  birthPlace: (traveller) =>
    [traveller.place_of_birth, traveller.country_of_birth].filter(Boolean).join(", "),
  residence: (traveller) => traveller.residence,
  role: (traveller) => [traveller.role, traveller.type].join(" · "),
  seat: (traveller) => traveller.seat,
  bags: (traveller) => bagsLine(traveller.bags),
  otherNames: (traveller) => traveller.other_names.join(" · "),
  phones: (traveller) => traveller.phones.join(" · "),
  emails: (traveller) => traveller.emails.join(" · "),
  addresses: (traveller) => traveller.addresses.map(addressLine).join(" · "),
  frequentFlyers: ({ frequent_flyers }) =>
    frequent_flyers.map(({ carrier, number }) => `${carrier} ${number}`).join(" · "),
};

/** The person as all messages together show them. */
export function Person({ traveller }: { traveller: Traveller }) {
  const { t } = useTranslation();
  return (
    <>
      {traveller.removed && <StatusIndicator type="warning">{t("person.removed")}</StatusIndicator>}
      <KeyValuePairs
        columns={2}
        items={Object.entries(FACTS).map(([key, read]) => ({
          label: t(`person.${key}`),
          value: <IsoOr value={read(traveller)} />,
        }))}
      />
    </>
  );
}
