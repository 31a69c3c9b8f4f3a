import { createQueries } from '../ui/api/create-queries.ts';
import { startPage } from '../ui/start-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import './sign-in.css';

startPage(
  <SignInPage />,
  createQueries(() => {}),
);
