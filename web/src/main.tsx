import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Link, Navigate, Outlet, useNavigation } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { QueryClient, QueryClientProvider, useQuery, useMutation } from '@tanstack/react-query';
import { MantineProvider, Button, TextInput, NativeSelect, Switch, Checkbox, VisuallyHidden, Skeleton } from '@mantine/core';
import { profile, sessions, signUp, fieldIssues } from '@loge/protocol';
const q = new QueryClient();
function P() { const a = useQuery({queryKey:['a'], queryFn: () => profile.getSelf.path}); const m = useMutation({mutationFn: async () => fieldIssues(profile.updateAccount.body.schema.safeParse({}).error?.issues ?? [])});
 return <><Button component={Link} to="/">{a.data}</Button><TextInput/><NativeSelect/><Switch/><Checkbox/><VisuallyHidden/>{sessions.signIn.path}{signUp.signUp.path}</>; }
const router = createBrowserRouter([{ path: '/', Component: P }]);
const root = document.getElementById('root');
if (root) createRoot(root).render(<MantineProvider><QueryClientProvider client={q}><RouterProvider router={router}/></QueryClientProvider></MantineProvider>);
