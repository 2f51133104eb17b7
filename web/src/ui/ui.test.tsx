/** The primitives' promises to keyboards and screen readers. */
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { i18next } from "@/lib/i18n";
import { Button } from "./button";
import { Confirm } from "./dialog";
import { Field, Input } from "./field";
import { Table } from "./table";

describe("a field", () => {
  it("belongs to its label, its hint and its error", () => {
    render(
      <Field label="Name" hint="Guests see it" error="Too long">
        <Input />
      </Field>,
    );
    const input = screen.getByLabelText("Name");
    const described = (input.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["Guests see it", "Too long"]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toBe("Too long");
  });
});

describe("a busy button", () => {
  it("cannot be pressed again and says so", async () => {
    const press = vi.fn();
    render(
      <Button busy onClick={press}>
        Save
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Save" });
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-busy")).toBe("true");
  });
});

describe("a table", () => {
  it("keeps quiet heads for screen readers", () => {
    render(
      <Table
        label="People"
        columns={[
          { key: "name", head: "Name", cell: (row: { name: string }) => row.name },
          { key: "act", head: "Actions", quiet: true, cell: () => null },
        ]}
        rows={[{ name: "Ada" }]}
        rowKey={(row) => row.name}
      />,
    );
    expect(screen.getByRole("table", { name: "People" })).toBeTruthy();
    expect(screen.getAllByRole("columnheader").map((head) => head.textContent)).toEqual(["Name", "Actions"]);
  });
});

function Asking({ act }: { act: () => Promise<unknown> }) {
  const [open, setOpen] = useState(true);
  return <Confirm open={open} onOpenChange={setOpen} title="Delete it?" text="Gone for good." action="Delete" danger onConfirm={act} />;
}

describe("a question before something final", () => {
  it("stays until the work is done", async () => {
    await i18next.changeLanguage("en");
    let finish: () => void = () => undefined;
    render(<Asking act={() => new Promise<void>((resolve) => (finish = resolve))} />);
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    expect(screen.getByRole("dialog", { name: "Delete it?" })).toBeTruthy();
    finish();
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("does nothing when it is left by keyboard", async () => {
    const act = vi.fn();
    render(<Asking act={act} />);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(act).not.toHaveBeenCalled();
  });
});
