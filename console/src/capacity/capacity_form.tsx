import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSaveCapacity } from "../api/statistics.ts";
import type { Capacity } from "../api/types.ts";
import { Dialog } from "../ui/dialog.tsx";
import { shiftsOf, textOfShifts } from "./capacity_draft.ts";

/** Changes the shifts of an office and how much of them is filled up with what lies below the threshold. */
export function CapacityForm({ of, onClose }: { of: Capacity; onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(textOfShifts(of.shifts));
  const [quota, setQuota] = useState(String(of.quota));
  const [tried, setTried] = useState(false);
  const save = useSaveCapacity();
  const { shifts, wrong } = shiftsOf(text);
  const badQuota = !/^\d{1,5}$/.test(quota.trim());
  const confirm = () => {
    setTried(true);
    if (wrong !== null || badQuota) return;
    save.mutate({ office: of.office, shifts, quota: Number(quota), rev: of.rev }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t("capacity.change")}
      button={t("capacity.save")}
      pending={save.isPending}
      error={save.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <FormField
        stretch
        label={t("capacity.shifts")}
        description={t("capacity.shiftsWhat")}
        errorText={tried && wrong !== null && t("capacity.wrongLine", { line: wrong })}
      >
        <div className="paste" dir="ltr">
          <Textarea
            value={text}
            rows={6}
            spellcheck={false}
            placeholder="A; early; 06:00-14:00; mon tue wed thu fri; 12"
            onChange={({ detail }) => setText(detail.value)}
          />
        </div>
      </FormField>
      <FormField
        label={t("capacity.quota")}
        description={t("capacity.quotaWhat")}
        errorText={tried && badQuota && t("capacity.wrongQuota")}
      >
        <Input value={quota} inputMode="numeric" onChange={({ detail }) => setQuota(detail.value)} />
      </FormField>
    </Dialog>
  );
}
