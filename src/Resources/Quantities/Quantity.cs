using k8s.Models;

namespace OrleansScheduler.Resources.Quantities;

/// <summary>
/// An amount of a resource, exact to a billionth: <c>100m</c>, <c>1.5Gi</c>, <c>12e6</c>. Amounts beyond 1.7e29
/// saturate. Written back as Kubernetes does: with the suffixes it was written with, the largest that loses nothing.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>, IComparable<Quantity>
{
    internal const long NanosPerUnit = 1_000_000_000;
    private const long NanosPerMilli = 1_000_000;

    private readonly string? _text;

    internal Quantity(Int128 nanos, QuantityFormat format, string? text = null)
    {
        Nanos = nanos;
        Format = format;
        _text = text;
    }

    public static Quantity Zero => default;

    public QuantityFormat Format { get; }

    public bool IsZero => Nanos == 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Int128.Sign(Nanos);

    /// <summary>In whole units, rounded away from zero, saturating.</summary>
    public long Value => QuantityMath.ToInt64(QuantityMath.DivideAwayFromZero(Nanos, NanosPerUnit));

    /// <summary>In thousandths, rounded away from zero, saturating.</summary>
    public long MilliValue => QuantityMath.ToInt64(QuantityMath.DivideAwayFromZero(Nanos, NanosPerMilli));

    internal Int128 Nanos { get; }

    public static Quantity FromValue(long value, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)value * NanosPerUnit, format);

    public static Quantity FromMilli(long milli, QuantityFormat format = QuantityFormat.DecimalSI) =>
        new((Int128)milli * NanosPerMilli, format);

    /// <summary>The amount of a wire object's quantity; zero where there is none.</summary>
    public static Quantity From(ResourceQuantity? quantity) => quantity switch
    {
        null => Zero,
        WireQuantity wire => wire.Amount,
        _ => Parse(quantity.ToString()),
    };

    /// <exception cref="FormatException">The text is no quantity; the message is Kubernetes'.</exception>
    public static Quantity Parse(string text) =>
        QuantityParser.TryParse(text, out var quantity, out var problem) ? quantity : throw new FormatException(problem);

    public static bool TryParse(string text, out Quantity quantity) =>
        QuantityParser.TryParse(text, out quantity, out _);

    public static Quantity operator +(Quantity a, Quantity b) =>
        new(QuantityMath.Add(a.Nanos, b.Nanos), a.IsZero ? b.Format : a.Format);

    public static Quantity operator -(Quantity a, Quantity b) =>
        new(QuantityMath.Add(a.Nanos, -b.Nanos), a.IsZero ? b.Format : a.Format);

    public static Quantity operator -(Quantity a) => new(-a.Nanos, a.Format);

    public static bool operator ==(Quantity a, Quantity b) => a.Nanos == b.Nanos;

    public static bool operator !=(Quantity a, Quantity b) => a.Nanos != b.Nanos;

    public static bool operator <(Quantity a, Quantity b) => a.Nanos < b.Nanos;

    public static bool operator >(Quantity a, Quantity b) => a.Nanos > b.Nanos;

    public static bool operator <=(Quantity a, Quantity b) => a.Nanos <= b.Nanos;

    public static bool operator >=(Quantity a, Quantity b) => a.Nanos >= b.Nanos;

    /// <summary>Rounded away from zero to a thousandth, as Kubernetes does with the resources of pods.</summary>
    public Quantity RoundUpToMilli() => Nanos % NanosPerMilli == 0
        ? this
        : new(QuantityMath.DivideAwayFromZero(Nanos, NanosPerMilli) * NanosPerMilli, Format);

    /// <summary>The same amount as the wire models hold it.</summary>
    public ResourceQuantity ToResourceQuantity() => new WireQuantity(this);

    public int CompareTo(Quantity other) => Nanos.CompareTo(other.Nanos);

    public bool Equals(Quantity other) => Nanos == other.Nanos;

    public override bool Equals(object? obj) => obj is Quantity other && Equals(other);

    public override int GetHashCode() => Nanos.GetHashCode();

    /// <summary>The text of the wire.</summary>
    public override string ToString() => _text ?? ToCanonicalString();

    internal string ToCanonicalString() => QuantityText.Canonical(Nanos, Format);
}
