using System.Diagnostics.CodeAnalysis;

namespace OrleansScheduler.Resources.Quantities;

/// <summary>
/// Quantities by their text. A cluster has few different ones and says each thousands of times; reading one costs ten
/// times what finding it here does, and the models' quantity cannot be changed, so it may be shared.
/// </summary>
/// <remarks>A text has one place; a newcomer takes it. Threads may overwrite one another, which costs a second reading.</remarks>
internal static class QuantityCache
{
    private const int Places = 1024;
    private const int TextLengthMax = 32;

    private static readonly Entry?[] Entries = new Entry?[Places];

    public static bool TryParse(string text, [NotNullWhen(true)] out WireQuantity? quantity, out string problem)
    {
        ref var place = ref Entries[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];
        if (place is { } known && known.Text == text)
        {
            (quantity, problem) = (known.Quantity, "");
            return true;
        }

        quantity = QuantityParser.TryParse(text, out var amount, out problem) ? new WireQuantity(amount) : null;
        if (quantity is not null && text.Length <= TextLengthMax)
        {
            place = new Entry(text, quantity);
        }

        return quantity is not null;
    }

    private sealed record Entry(string Text, WireQuantity Quantity);
}
