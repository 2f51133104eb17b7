/** Where the browser part begins: words, theme, queries, routes. */
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "@/api/queries";
import "@/lib/i18n";
import { followSystemTheme } from "@/lib/theme";
import { router } from "@/pages/routes";
import "@/ui/theme.css";
import { Toaster } from "@/ui/toast";
import { TooltipProvider } from "@/ui/tooltip";

followSystemTheme();

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={250}>
        <RouterProvider router={router} />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
