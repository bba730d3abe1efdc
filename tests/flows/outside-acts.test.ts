// Settings, team, folders and tasks are changed by those whom the one table names, whichever door they come through.
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "../../app/adapters/db.ts";
import { storage } from "../../app/adapters/storage/storage.ts";
import { setGuideline, setResending, setRetention, setUsualHours } from "../../app/services/shop/change-settings.ts";
import { changeReasons } from "../../app/services/shop/change-reasons.ts";
import { beginLeaving, workAgain } from "../../app/services/shop/leaving.ts";
import { startShop } from "../../app/services/shop/start-shop.ts";
import { setFlow } from "../../app/services/shop/set-flow.ts";
import { createFolder, deleteFolder, renameFolder, sortIntoFolder } from "../../app/services/fulfilment/folders.ts";
import { holdAgain } from "../../app/services/fulfilment/hold-again.ts";
import { answerTask } from "../../app/services/screens/answer-task.ts";
import { openAccessLog } from "../../app/services/screens/open-access-log.ts";
import { openTaskFile } from "../../app/services/screens/open-task-file.ts";
import { inviteByEmail, markLeft, setAway, setCapacity, setRoles } from "../../app/services/team/change-member.ts";
import { reassignOrder } from "../../app/services/team/reassign-order.ts";
import { type Deed, DEEDS, mayDo } from "../../app/domain/team/permissions.ts";
import type { ActingMember } from "../../app/domain/words/actors.ts";
import { DEFAULT_EMAIL_SETTINGS } from "../../app/domain/emails/email-settings.ts";
import { EMAIL_WORDS } from "../../app/emails/words/index.ts";
import { resetTexts, saveTexts } from "../../app/services/emails/edit-texts.ts";
import { setEmails } from "../../app/services/emails/set-emails.ts";
import { DEFAULT_FLOW } from "../../app/domain/words/flow.ts";
import { DEFAULT_RETENTION } from "../../app/domain/files/retention.ts";
import { REFUSAL_WORDS } from "../../app/domain/words/refusals.ts";
import { ROLES } from "../../app/domain/words/roles.ts";
import { makeMember, makeShop } from "./shop.ts";

const WORDS = { customerText: "", hint: "", mayKeepPhoto: true };
const FILES = ["open_task_files", "read_access_log"] as const;

const WHICH = { kind: "approved", locale: "en" } as const;
const OURS = EMAIL_WORDS.en.emails.approved;

let shopId: string, reasonId: string;
beforeAll(async () => ({ shopId, reasonId } = await makeShop()));

describe("what is done outside acts", () => {
  const everybody = [...ROLES.map((role) => [role]), []];
  const id = randomUUID();
  const some = { memberId: id, orderId: id, folderId: id, taskId: id };
  type By = { shopId: string; actor: ActingMember };
  const CALLS: Record<Exclude<Deed, (typeof FILES)[number]>, ((by: By) => Promise<unknown>)[]> = {
    set_flow: [
      (by) => setFlow({ ...by, flow: DEFAULT_FLOW }),
      (by) => setFlow({ ...by, flow: DEFAULT_FLOW, applyToOpenOrders: true }),
    ],
    set_guideline: [(by) => setGuideline({ ...by, guideline: "Eyes in focus" })],
    set_usual_hours: [(by) => setUsualHours({ ...by, hours: { artwork: 10 } })],
    set_resending: [(by) => setResending({ ...by, minutes: null })],
    set_emails: [
      (by) => setEmails({ settings: DEFAULT_EMAIL_SETTINGS, seen: DEFAULT_EMAIL_SETTINGS }, by),
      (by) => saveTexts(WHICH, { texts: { ...OURS, button: `Look ${randomUUID()}` } }, by),
      (by) => resetTexts(WHICH, by),
    ],
    set_retention: [(by) => setRetention({ ...by, retention: DEFAULT_RETENTION })],
    change_reasons: [
      (by) => changeReasons({ intent: "add_reason", ...WORDS, name: `Reason ${randomUUID()}` }, by),
      (by) => changeReasons({ intent: "change_reason", ...WORDS, reasonId, name: `Reason ${randomUUID()}` }, by),
      (by) => changeReasons({ intent: "switch_reason", reasonId, isOn: false }, by),
      (by) => changeReasons({ intent: "order_reasons", reasonIds: [reasonId] }, by),
      (by) => changeReasons({ intent: "drop_reason", reasonId: id }, by),
    ],
    change_team: [
      (by) => setRoles({ ...by, ...some, roles: ["artist"] }),
      (by) => setCapacity({ ...by, ...some, capacity: 3 }),
      (by) => setAway({ ...by, ...some, isAway: true }),
      (by) => markLeft({ ...by, ...some }),
      (by) => inviteByEmail({ ...by, email: `${randomUUID()}@shop.test`, roles: ["artist"] }),
    ],
    reassign_orders: [(by) => reassignOrder({ ...by, ...some, role: "artist", memberId: null })],
    sort_into_folders: [
      (by) => createFolder({ ...by, name: `Folder ${randomUUID()}` }),
      (by) => renameFolder({ ...by, ...some, name: `Folder ${randomUUID()}` }),
      (by) => deleteFolder({ ...by, ...some }),
      (by) => sortIntoFolder({ ...by, orderIds: [], folderId: null }),
    ],
    start_shop: [(by) => startShop({ ...by, with: "new", orderIds: [] })],
    leave: [(by) => beginLeaving(by), (by) => workAgain(by)],
    hold_again: [(by) => holdAgain({ ...by, ...some })],
    answer_tasks: [(by) => answerTask({ ...by, ...some, as: "closed" })],
  };
  const deeds = DEEDS.filter((deed) => !(FILES as readonly Deed[]).includes(deed)) as Exclude<
    Deed,
    (typeof FILES)[number]
  >[];

  it.each(deeds)(
    "%s: the service itself refuses every role that the table does not name, and no other",
    async (deed) => {
      expect(CALLS[deed], "a deed that no service refuses").not.toEqual([]);
      for (const roles of everybody) {
        const actor = await makeMember(shopId, roles);
        for (const call of CALLS[deed]) {
          const answer = JSON.stringify(await call({ shopId, actor }));
          const isRefused = answer.includes("not_your_role") || answer.includes(REFUSAL_WORDS.not_your_role);
          expect({ roles, isRefused }).toEqual({ roles, isRefused: !mayDo(deed, actor) });
        }
      }
    },
  );

  it("a task takes only the answers that its kind has", async () => {
    const actor = await makeMember(shopId, ["manager"]);
    const { id: taskId } = await db().task.create({ data: { shopId, kind: "email_bounced", subject: id } });
    expect(await answerTask({ shopId, actor, taskId, as: "send_again" })).toEqual({ refused: "wrong_step" });
    expect(await answerTask({ shopId, actor, taskId, as: "closed" })).toEqual({ ok: true });
  });

  it("open_task_files: a customer's data opens for those whom the table names, and is not there for others", async () => {
    const storageKey = `${shopId}/export/4711`;
    await storage().put(storageKey, Buffer.from("{}"), { contentType: "application/json" });
    const task = { shopId, kind: "customer_data_request", subject: "4711", details: { storageKey } };
    const { id: taskId } = await db().task.create({ data: task });
    for (const roles of everybody) {
      const actor = await makeMember(shopId, roles);
      const file = await openTaskFile({ shopId, actor, taskId });
      file?.body.destroy();
      expect({ roles, isOpen: file !== null }).toEqual({ roles, isOpen: mayDo("open_task_files", actor) });
    }
  });

  it("read_access_log: who saw customers' data is read by those whom the table names", async () => {
    for (const roles of everybody) {
      const actor = await makeMember(shopId, roles);
      const isOpen = openAccessLog({ shopId, actor }) !== null;
      expect({ roles, isOpen }).toEqual({ roles, isOpen: mayDo("read_access_log", actor) });
    }
  });
});
