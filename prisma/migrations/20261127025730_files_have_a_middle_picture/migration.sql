-- AlterTable
ALTER TABLE "Artfile" ADD COLUMN     "middleKey" TEXT;

-- AlterTable
ALTER TABLE "Photo" ADD COLUMN     "middleKey" TEXT;

