using System.Net;
using System.Net.Sockets;

namespace OrleansScheduler.Resources.Validation;

/// <summary>IP addresses and ports inside objects.</summary>
public static class AddressSyntax
{
    public static void Validate(string? address, FieldPath path, FieldErrors errors)
    {
        if (!IsAddress(address))
        {
            errors.Invalid(path, address ?? "", "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
    }

    public static void ValidatePort(int port, FieldPath path, FieldErrors errors)
    {
        if (port is < 1 or > ushort.MaxValue)
        {
            errors.Invalid(path, port, $"must be between 1 and {ushort.MaxValue}, inclusive");
        }
    }

    /// <summary>A port by the name a container gave it.</summary>
    public static IReadOnlyList<string> PortName(string name)
    {
        var problems = new List<string>();
        if (name.Length > 15)
        {
            problems.Add("must be no more than 15 characters");
        }

        if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || name.Length == 0)
        {
            problems.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!name.Any(char.IsAsciiLetterLower))
        {
            problems.Add("must contain at least one letter (a-z)");
        }

        if (name.Contains("--", StringComparison.Ordinal))
        {
            problems.Add("must not contain consecutive hyphens");
        }

        if (name.StartsWith('-') || name.EndsWith('-'))
        {
            problems.Add("must not begin or end with a hyphen");
        }

        return problems;
    }

    public static bool IsAddress(string? text) =>
        IPAddress.TryParse(text, out var address)
        && !text.Contains('%', StringComparison.Ordinal)
        && !text.Contains('[', StringComparison.Ordinal)
        // The framework also reads "10" and "10.1" as addresses.
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count(c => c == '.') == 3);
}
