namespace OrleansScheduler.Chaos.Checking;

/// <summary>Something that must never happen, and did.</summary>
internal sealed record Violation(string Rule, string Detail)
{
    public override string ToString() => $"{Rule}: {Detail}";
}
