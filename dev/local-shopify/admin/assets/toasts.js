const box = document.querySelector(".toasts");
const shown = new Map();

export function showToast({ toast, message, duration, isError, action }, tell) {
  const line = document.createElement("p");
  line.className = isError ? "toast error" : "toast";
  line.append(message);
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action });
    button.addEventListener("click", () => tell("toast-action", { toast }));
    line.append(button);
  }
  const close = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: "×",
    ariaLabel: "Dismiss",
  });
  close.addEventListener("click", () => hideToast(toast, tell));
  line.append(close);
  box.append(line);
  shown.set(toast, line);
  setTimeout(() => hideToast(toast, tell), duration);
}

export function hideToast(toast, tell) {
  if (!shown.has(toast)) return;
  shown.get(toast).remove();
  shown.delete(toast);
  tell("toast-gone", { toast });
}
