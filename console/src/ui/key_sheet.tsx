import Box from "@cloudscape-design/components/box";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import { KEYS } from "../app/shortcuts.ts";

const PLACES = ["list", "case", "adjudication", "everywhere"] as const;

/** All keys of the console, from the table that the console itself obeys. */
export function KeySheet({ visible, onClose }: { visible: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal visible={visible} onDismiss={onClose} header={t("keys.title")}>
      <SpaceBetween size="m">
        {PLACES.map((place) => (
          <section key={place}>
            <Box variant="h4">{t(`keys.places.${place}`)}</Box>
            <dl className="keys">
              {KEYS.filter((key) => key.place === place).map((key) => (
                <div key={key.id}>
                  <dt>
                    {key.shown.split(" ").map((cap) => (
                      <kbd key={cap}>{cap}</kbd>
                    ))}
                  </dt>
                  <dd>{t(`keys.${key.id}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </SpaceBetween>
    </Modal>
  );
}
