import { useTranslation } from "react-i18next";
import type { TravelDocument } from "../api/types.ts";
import { Empty } from "../ui/empty.tsx";
import { IsoOr } from "../ui/iso.tsx";

/** Travel documents as sent. */
export function Documents({ documents }: { documents: TravelDocument[] }) {
  const { t } = useTranslation();
  if (!documents.length) return <Empty of="documents" />;
  return (
    <table className="plain">
      <thead>
        <tr>
          <th scope="col">{t("document.type")}</th>
          <th scope="col">{t("document.number")}</th>
          <th scope="col">{t("document.issuer")}</th>
          <th scope="col">{t("document.expiry")}</th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document.type + document.number}>
            <td>
              <IsoOr value={document.type} />
            </td>
            <td>
              <IsoOr value={document.number} mono />
            </td>
            <td>
              <IsoOr value={document.issuer} />
            </td>
            <td>
              <IsoOr value={document.expiry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
