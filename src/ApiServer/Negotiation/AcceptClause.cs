using System.Globalization;

namespace OrleansScheduler.ApiServer.Negotiation;

/// <summary>One clause of an Accept header.</summary>
internal sealed record AcceptClause(string MediaType, double Quality, IReadOnlyDictionary<string, string> Parameters)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The clauses of a header, best first; of equal quality the order of the header stands.</summary>
    public static IReadOnlyList<AcceptClause> Parse(string header) => header.Length == 0
        ? [new AcceptClause("application/json", 1, None)]
        : [.. header.Split(',').Select(ParseClause).OrderByDescending(clause => clause.Quality)];

    private static AcceptClause ParseClause(string text)
    {
        var parts = text.Split(';');
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                parameters[part[..equals].Trim()] = part[(equals + 1)..].Trim().Trim('"');
            }
        }

        var quality = parameters.GetValueOrDefault("q") is { } q
            && double.TryParse(q, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) ? given : 1;
        return new AcceptClause(parts[0].Trim().ToLowerInvariant(), quality, parameters);
    }
}
