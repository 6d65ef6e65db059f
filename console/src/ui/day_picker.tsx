import DatePicker from "@cloudscape-design/components/date-picker";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { today } from "./time.ts";

/** The day a page shows; it stands in the address, so that the page can be passed on. */
export function useDay(): [string, (day: string) => void] {
  const [address, setAddress] = useSearchParams();
  const set = (day: string) => setAddress(day ? { date: day } : {}, { replace: true });
  return [address.get("date") ?? today(), set];
}

/** Picks the day a page shows. */
export function DayPicker({ day, onChange }: { day: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  return (
    <div dir="ltr">
      <DatePicker
        value={day}
        onChange={({ detail }) => onChange(detail.value)}
        openCalendarAriaLabel={() => t("day.open")}
        ariaLabel={t("day.label")}
        placeholder="YYYY/MM/DD"
      />
    </div>
  );
}
