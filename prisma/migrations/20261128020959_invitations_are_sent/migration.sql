-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "invitationSentAt" TIMESTAMPTZ(3);

