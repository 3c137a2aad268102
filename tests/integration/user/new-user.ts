/** A user as a superadmin types one into the form, each with an e-mail and a phone of their own. */
import type { CreateUserInput } from '#server/features/user/schema.ts';

let count = 0;

export function newUser(over: Partial<CreateUserInput> = {}): CreateUserInput {
  count += 1;
  const own = String(count).padStart(4, '0');
  return {
    firstName: 'Марія',
    lastName: 'Гнатюк',
    phone: `+38067${String(process.pid % 1000).padStart(3, '0')}${own}`,
    email: `maria.${process.pid}.${own}@barvinok.example`,
    role: 'admin',
    mutationId: crypto.randomUUID(),
    ...over,
  };
}
