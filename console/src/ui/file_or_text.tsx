import FileInput from "@cloudscape-design/components/file-input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useTranslation } from "react-i18next";

/** A file's text, chosen or pasted; it stays on this page until it is sent. */
export function FileOrText({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const read = async (files: File[]) => {
    const bytes = await files[0]?.arrayBuffer();
    if (bytes) onChange(decoded(bytes));
  };
  return (
    <SpaceBetween size="xs">
      <FileInput value={[]} onChange={({ detail }) => void read(detail.value)}>
        {t("file.choose")}
      </FileInput>
      <div className="paste" dir="ltr">
        <Textarea
          value={text}
          rows={8}
          spellcheck={false}
          placeholder={t("file.paste")}
          ariaLabel={t("file.paste")}
          onChange={({ detail }) => onChange(detail.value)}
        />
      </div>
    </SpaceBetween>
  );
}

/** UTF-8 where it is that, else each byte as one character. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}
