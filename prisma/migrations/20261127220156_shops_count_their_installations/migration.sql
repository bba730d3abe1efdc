-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "installations" INTEGER NOT NULL DEFAULT 1;

