import type { NextFunction, Request, RequestHandler, Response } from "express";

/** An async handler for Express 4, which by itself lets a rejected promise end the process. */
export function settled(
  answer: (request: Request, response: Response, next: NextFunction) => Promise<void>,
): RequestHandler {
  return (request, response, next) => void answer(request, response, next).catch(next);
}
