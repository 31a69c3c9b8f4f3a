import { RouterProvider } from '@tanstack/react-router';
import { createQueries } from '../ui/api/create-queries.ts';
import { goToSignIn } from '../ui/session.tsx';
import { startPage } from '../ui/start-page.tsx';
import { router } from './router.tsx';
import './desk.css';

startPage(<RouterProvider router={router} />, createQueries(goToSignIn));
