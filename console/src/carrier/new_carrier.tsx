import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useAddCarrier } from "../api/carriers.ts";
import { pathTo } from "../ui/page_link.tsx";
import { ProblemAlert } from "../ui/problem.tsx";

const CODE = /^[A-Z0-9]{2,3}$/;

/** Begins the profile of a carrier, in test, with the usual times; the rest is filled in on its page. */
export function NewCarrier() {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const navigate = useNavigate();
  const add = useAddCarrier();
  const begin = () => add.mutate(code, { onSuccess: () => navigate(pathTo("carriers", code)) });
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {add.error && <ProblemAlert error={add.error} />}
      <Input
        value={code}
        placeholder={t("carrier.code2")}
        ariaLabel={t("carrier.code2")}
        onChange={({ detail }) => setCode(detail.value.trim().toUpperCase())}
      />
      <Button disabled={!CODE.test(code)} loading={add.isPending} onClick={begin}>
        {t("carrier.add")}
      </Button>
    </SpaceBetween>
  );
}
