-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "remindersStoppedAt" TIMESTAMPTZ(3);

