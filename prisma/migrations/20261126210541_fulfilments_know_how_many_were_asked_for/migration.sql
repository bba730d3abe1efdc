-- AlterTable
ALTER TABLE "Fulfilment" ADD COLUMN     "copies" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

