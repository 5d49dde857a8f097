using System.Globalization;

namespace OrleansScheduler.ApiServer.Lists;

/// <summary>Quotes the way Go's error texts do.</summary>
internal static class GoQuote
{
    /// <summary><c>'x'</c>, <c>'\u0081'</c>.</summary>
    public static string Rune(int rune) => rune switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        >= 0x20 and < 0x7f => $"'{(char)rune}'",
        '\a' => @"'\a'",
        '\b' => @"'\b'",
        '\f' => @"'\f'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        '\v' => @"'\v'",
        < 0x80 => string.Create(CultureInfo.InvariantCulture, $@"'\x{rune:x2}'"),
        < 0xa0 => string.Create(CultureInfo.InvariantCulture, $@"'\u{rune:x4}'"),
        _ => $"'{char.ConvertFromUtf32(rune)}'",
    };
}
