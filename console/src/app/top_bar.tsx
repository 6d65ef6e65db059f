import TopNavigation, { type TopNavigationProps } from "@cloudscape-design/components/top-navigation";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCodes } from "../api/queries.ts";
import type { Me } from "../api/types.ts";
import { type Preferences, prefer, usePreferences } from "./preferences.ts";

interface Props {
  me: Me | undefined;
  onKeys: () => void;
  onSignOut: () => void;
}

/** Product name, purpose of use, looks and the officer. */
export function TopBar({ me, onKeys, onSignOut }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <TopNavigation
      identity={{
        href: "/queue",
        title: "Offing",
        logo: { src: "/mark.svg", alt: "" },
        onFollow: (event) => {
          event.preventDefault();
          navigate("/queue");
        },
      }}
      utilities={[
        usePurposeMenu(),
        useLooksMenu(),
        keysButton(t("keys.title"), onKeys),
        useOfficerMenu(me, onSignOut),
      ]}
    />
  );
}

function keysButton(title: string, onClick: () => void): TopNavigationProps.Utility {
  return {
    type: "button",
    iconName: "keyboard",
    ariaLabel: title,
    title,
    disableUtilityCollapse: false,
    onClick,
  };
}

function usePurposeMenu(): TopNavigationProps.Utility {
  const { t } = useTranslation();
  const { purpose } = usePreferences();
  const offered = useCodes().data?.purposes ?? [];
  const fitting = offered.some(({ code }) => code === purpose) ? purpose : offered[0]?.code;
  useEffect(() => {
    // An auditor, say, has no use for the purpose that this browser's last officer worked for.
    if (fitting && fitting !== purpose) prefer({ purpose: fitting });
  }, [fitting, purpose]);
  const named = (code: string) => t(`purposes.${code}`, code);
  return {
    type: "menu-dropdown",
    text: t("shell.purpose", { purpose: named(purpose) }),
    ariaLabel: t("shell.purposeLabel"),
    title: t("shell.purposeLabel"),
    iconName: "lock-private",
    items: offered.map(({ code, text }) => ({
      id: code,
      text: named(code),
      description: text,
      itemType: "checkbox",
      checked: code === purpose,
    })),
    onItemClick: ({ detail }) => prefer({ purpose: detail.id }),
  };
}

/** Menu entry id → what it sets. */
const LOOKS: Record<string, Partial<Preferences>> = {
  light: { theme: "light" },
  dark: { theme: "dark" },
  compact: { density: "compact" },
  comfortable: { density: "comfortable" },
  en: { language: "en" },
  fa: { language: "fa" },
  lettersOn: { letterKeys: true },
  lettersOff: { letterKeys: false },
};
const LOOK_GROUPS = {
  theme: ["light", "dark"],
  density: ["compact", "comfortable"],
  language: ["en", "fa"],
  letterKeys: ["lettersOn", "lettersOff"],
};

function useLooksMenu(): TopNavigationProps.Utility {
  const { t } = useTranslation();
  const preferences = usePreferences();
  const isSet = (id: string) =>
    Object.entries(LOOKS[id] ?? {}).every(([key, value]) => preferences[key as keyof Preferences] === value);
  return {
    type: "menu-dropdown",
    iconName: "settings",
    ariaLabel: t("shell.looks"),
    title: t("shell.looks"),
    items: Object.entries(LOOK_GROUPS).map(([group, ids]) => ({
      id: group,
      text: t(`looks.${group}`),
      items: ids.map((id) => ({ id, text: t(`looks.${id}`), itemType: "checkbox", checked: isSet(id) })),
    })),
    onItemClick: ({ detail }) => prefer(LOOKS[detail.id] ?? {}),
  };
}

function useOfficerMenu(me: Me | undefined, onSignOut: () => void): TopNavigationProps.Utility {
  const { t } = useTranslation();
  return {
    type: "menu-dropdown",
    iconName: "user-profile",
    text: me?.name ?? "",
    description: [me?.agency, me?.office, me?.roles.join(", ")].filter(Boolean).join(" · "),
    ariaLabel: t("shell.officer"),
    items: [{ id: "sign-out", text: t("shell.signOut") }],
    onItemClick: onSignOut,
  };
}
