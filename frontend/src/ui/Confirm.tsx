import { Button, type ButtonProps, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";

type Props = ButtonProps & {
  /** What the button and the answer say: the same words. */
  act: string;
  /** The way back, in words: "Keep the key". */
  keep: string;
  question: string;
  children: ReactNode;
  onConfirm: () => void;
};

/** A button for what cannot be undone: it asks first, and staying is the answer at hand. */
export function ConfirmButton({ act, keep, question, children, onConfirm, ...button }: Props) {
  const [asked, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" color="red" {...button} onClick={open}>
        {act}
      </Button>
      <Modal opened={asked} onClose={close} title={question} centered>
        <div className="question">
          <p>{children}</p>
          <div className="actions">
            <Button
              color="red"
              onClick={() => {
                close();
                onConfirm();
              }}
            >
              {act}
            </Button>
            <Button variant="default" data-autofocus onClick={close}>
              {keep}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
