import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCapacity } from "../api/statistics.ts";
import type { OfficeCapacity, Shift } from "../api/types.ts";
import { CapacityForm } from "../capacity/capacity_form.tsx";
import { LineNote } from "../capacity/line_note.tsx";
import { Empty } from "../ui/empty.tsx";
import { Iso, IsoOr } from "../ui/iso.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { useMay } from "../ui/may.ts";
import { dateTime } from "../ui/time.ts";

/** How many examinations each office can do, by team and shift, and what was left for want of hands. */
export default function CapacityPage() {
  const { t } = useTranslation();
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description={t("capacity.what")}>
        {t("pages.capacity")}
      </Header>
      <Loaded query={useCapacity()}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty of="capacity" />
          ) : (
            <SpaceBetween size="m">
              {items.map((office) => (
                <Office key={office.office} office={office} />
              ))}
            </SpaceBetween>
          )
        }
      </Loaded>
    </SpaceBetween>
  );
}

function Office({ office }: { office: OfficeCapacity }) {
  const { t, i18n } = useTranslation();
  const [changing, change] = useState(false);
  const mayChange = useMay("capacity:edit");
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<LineNote line={office.line} />}
          actions={mayChange && <Button onClick={() => change(true)}>{t("capacity.change")}</Button>}
        >
          <bdi>{office.name}</bdi>{" "}
          <span className="light">
            <Iso>{office.office}</Iso>
          </span>
        </Header>
      }
    >
      <SpaceBetween size="m">
        {office.shifts.length ? <Shifts shifts={office.shifts} /> : <Empty of="shifts" />}
        {office.shifts.length > 0 && (
          <p className="quiet">
            {t("capacity.quota")}: <Iso>{office.quota}</Iso> · <bdi>{office.by}</bdi>{" "}
            <Iso>{dateTime(office.at, i18n.language)}</Iso>
          </p>
        )}
        {office.left.length > 0 && <Left left={office.left} />}
      </SpaceBetween>
      {changing && <CapacityForm of={office} onClose={() => change(false)} />}
    </Container>
  );
}

function Shifts({ shifts }: { shifts: Shift[] }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <thead>
        <tr>
          {["team", "shift", "times", "days", "examinations"].map((key) => (
            <th scope="col" key={key}>
              {t(`capacity.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shifts.map((row) => (
          <tr key={`${row.team} ${row.shift} ${row.since}`}>
            <td>
              <bdi>{row.team}</bdi>
            </td>
            <td>
              <bdi>{row.shift}</bdi>
            </td>
            <td>
              <Iso>{`${row.since}–${row.until}`}</Iso>
            </td>
            <td>{row.days.map((day) => t(`capacity.weekdays.${day}`, day)).join(" ")}</td>
            <td>
              <Iso>{row.examinations}</Iso>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Left({ left }: { left: OfficeCapacity["left"] }) {
  const { t } = useTranslation();
  return (
    <table className="plain">
      <caption>{t("capacity.left")}</caption>
      <thead>
        <tr>
          {["month", "cases", "loss", "reasons"].map((key) => (
            <th scope="col" key={key}>
              {t(`capacity.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {left.map((row) => (
          <tr key={row.month}>
            <td>
              <Iso>{row.month}</Iso>
            </td>
            <td>
              <Iso>{row.cases}</Iso>
            </td>
            <td>
              <Iso>{row.expected_loss.toFixed(1)}</Iso>
            </td>
            <td>
              {Object.entries(row.reasons).map(([code, count]) => (
                <div key={code}>
                  {t(`causes.${code}`, code)}: <IsoOr value={count} />
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
