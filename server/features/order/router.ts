import { router, signedInProcedure } from '#server/trpc/init.ts';
import {
  cancelledOrderDto,
  cancelOrderInput,
  getOrderInput,
  listOrdersInput,
  orderDto,
  orderPageDto,
} from './schema.ts';
import { cancelOrder } from './use-cases/cancel-order.ts';
import { getOrder } from './use-cases/get-order.ts';
import { listOrders } from './use-cases/list-orders.ts';

export const orderRouter = router({
  list: signedInProcedure
    .input(listOrdersInput)
    .output(orderPageDto)
    .query(({ ctx, input }) => listOrders(ctx, input)),
  get: signedInProcedure
    .input(getOrderInput)
    .output(orderDto)
    .query(({ ctx, input }) => getOrder(ctx, input)),
  cancel: signedInProcedure
    .input(cancelOrderInput)
    .output(cancelledOrderDto)
    .mutation(({ ctx, input }) => cancelOrder(ctx, input)),
});
