namespace OrleansScheduler.Resources.Quantities;

/// <summary>The family of suffixes a quantity was written with and is written back with.</summary>
public enum QuantityFormat
{
    /// <summary><c>12M</c></summary>
    DecimalSI,

    /// <summary><c>12Mi</c></summary>
    BinarySI,

    /// <summary><c>12e6</c></summary>
    DecimalExponent,
}
