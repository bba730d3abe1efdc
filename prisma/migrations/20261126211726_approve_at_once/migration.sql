-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "approvesAtOnce" BOOLEAN NOT NULL DEFAULT false;

