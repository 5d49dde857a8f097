using MudBlazor;

namespace OrleansScheduler.Dashboard.Components.Layout;

/// <summary>Colours of both themes; text on each of them has a contrast of at least 4.5 to 1.</summary>
internal static class DashboardTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4ed8",
            Success = "#15803d",
            Warning = "#b45309",
            Error = "#b91c1c",
            Info = "#0369a1",
            AppbarBackground = "#16213a",
            AppbarText = "#ffffff",
            Background = "#f5f7fa",
            DrawerBackground = "#ffffff",
            DrawerText = "#1f2937",
            DrawerIcon = "#374151",
            TextPrimary = "#111827",
            TextSecondary = "#4b5563",
            LinesDefault = "#d5dae2",
            TableLines = "#e3e7ee",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4ff",
            PrimaryContrastText = "#0b1220",
            Success = "#4ade80",
            SuccessContrastText = "#0b1220",
            Warning = "#fbbf24",
            WarningContrastText = "#0b1220",
            Error = "#fca5a5",
            ErrorContrastText = "#0b1220",
            Info = "#7dd3fc",
            InfoContrastText = "#0b1220",
            AppbarBackground = "#0d1526",
            AppbarText = "#f3f4f6",
            Background = "#0f172a",
            Surface = "#172136",
            DrawerBackground = "#121b2f",
            DrawerText = "#e5e7eb",
            DrawerIcon = "#cbd5e1",
            TextPrimary = "#f3f4f6",
            TextSecondary = "#b6c0cf",
            LinesDefault = "#334155",
            TableLines = "#28344c",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["system-ui", "Segoe UI", "Roboto", "sans-serif"] },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "200px" },
    };
}
