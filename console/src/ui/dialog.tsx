import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "./problem.tsx";

export interface DialogProps {
  title: string;
  button: string;
  pending: boolean;
  error: Error | null;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks for what an act needs, does it by one button, and shows why it was refused. */
export function Dialog(props: DialogProps & { onConfirm: () => void }) {
  const { title, button, pending, error, onConfirm, onClose, children } = props;
  const { t } = useTranslation();
  return (
    <Modal
      visible
      onDismiss={onClose}
      header={title}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={onClose}>{t("decide.cancel")}</Button>
            <Button variant="primary" loading={pending} onClick={onConfirm}>
              {button}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {error && <ProblemAlert error={error} />}
        {children}
      </SpaceBetween>
    </Modal>
  );
}
