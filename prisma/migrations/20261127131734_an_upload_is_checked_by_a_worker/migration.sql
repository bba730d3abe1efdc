-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "shown" JSONB;

