namespace OrleansScheduler.Scheduling.Plugins.Resources;

/// <summary>How evenly resources are used: 100 when all fractions are the same.</summary>
internal static class Balance
{
    public static double Fraction(long used, long capacity) => Math.Min(1.0, (double)used / capacity);

    public static int Of(double first, double second) => Scaled(Math.Abs((first - second) / 2));

    public static int Of(ReadOnlySpan<double> fractions)
    {
        if (fractions.Length <= 2)
        {
            return fractions.Length < 2 ? Scaled(0) : Of(fractions[0], fractions[1]);
        }

        var sum = 0.0;
        foreach (var fraction in fractions)
        {
            sum += fraction;
        }

        var (mean, squares) = (sum / fractions.Length, 0.0);
        foreach (var fraction in fractions)
        {
            squares += (fraction - mean) * (fraction - mean);
        }

        return Scaled(Math.Sqrt(squares / fractions.Length));
    }

    private static int Scaled(double deviation) => (int)((1 - deviation) * PodScorer.ScoreMax);
}
