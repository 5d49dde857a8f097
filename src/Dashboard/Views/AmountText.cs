using System.Globalization;

namespace OrleansScheduler.Dashboard.Views;

/// <summary>Amounts in the fewest figures a reader needs.</summary>
public static class AmountText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>Processors, such as <c>3.5</c>.</summary>
    public static string Cpu(decimal cores) => cores.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Bytes in binary units, such as <c>1.5 GiB</c>.</summary>
    public static string Bytes(decimal bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {Units[unit]}");
    }
}
