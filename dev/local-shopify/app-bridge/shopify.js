const byId = (id, tag) => {
  const element = document.getElementById(id);
  if (element?.localName !== tag) throw new Error(`App Bridge: there is no <${tag}> with the id "${id}".`);
  return element;
};
const missing = (name) => () => Promise.reject(new Error(`Local Shopify has no ${name}.`));
let lastToast = 0;
const toastActions = new Map();
on("toast-action", ({ toast }) => toastActions.get(toast)?.onAction?.());
on("toast-gone", ({ toast }) => {
  toastActions.get(toast)?.onDismiss?.();
  toastActions.delete(toast);
});

window.shopify = {
  config,
  origin: adminOrigin,
  environment: { embedded: isEmbedded, mobile: false, pos: false, intent: false },
  ready: Promise.resolve(),
  idToken,
  user: () => ask("user"),
  // Documented since 2026-01 for admin and theme extensions too: handle, type, activations.
  app: { extensions: () => ask("extensions") },
  loading: (isOn = true) => tell("loading", { isOn: Boolean(isOn) }),
  scopes: {
    query: () => ask("scopes"),
    request: missing("optional scopes"),
    revoke: missing("optional scopes"),
  },
  toast: {
    show(message, { duration = 5_000, isError = false, action, onAction, onDismiss } = {}) {
      const toast = `toast-${++lastToast}`;
      toastActions.set(toast, { onAction, onDismiss });
      tell("toast", { toast, message: String(message), duration, isError, action });
      return toast;
    },
    hide: (toast) => tell("toast-hide", { toast }),
  },
  modal: Object.fromEntries(
    ["show", "hide", "toggle"].map((verb) => [verb, async (id) => byId(id, "ui-modal")[verb]()]),
  ),
  saveBar: {
    ...Object.fromEntries(
      ["show", "hide", "toggle"].map((verb) => [verb, async (id) => byId(id, "ui-save-bar")[verb]()]),
    ),
    leaveConfirmation: async () => {
      if (shownBar && !window.confirm("Leave page with unsaved changes?"))
        throw new Error("The person stayed on the page.");
    },
  },
  resourcePicker: missing("resource picker"),
  picker: missing("picker"),
};
