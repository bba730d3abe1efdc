import { workMailNotices } from "../../app/services/emails/work-mail-notices.ts";

// Works off what the mail service told; the test kills it on the way.
await workMailNotices();
