import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  value: string;
  onChange: (day: string) => void;
}

/** A day in a form. */
export function Day({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <FormField label={label}>
      <div dir="ltr">
        <DatePicker
          value={value}
          ariaLabel={label}
          placeholder="YYYY/MM/DD"
          openCalendarAriaLabel={() => t("day.open")}
          onChange={({ detail }) => onChange(detail.value)}
        />
      </div>
    </FormField>
  );
}
