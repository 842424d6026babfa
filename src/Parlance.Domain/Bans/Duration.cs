using System.Globalization;
using System.Text;

namespace Parlance.Domain.Bans;

/// <summary>How long a ban lasts, as staff writes it: <c>1d12h</c>, <c>90m</c>, a bare number of minutes, or <c>0</c> for ever.</summary>
public static class Duration
{
    public static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    private static readonly (char Unit, TimeSpan Length)[] Units =
    [
        ('y', TimeSpan.FromDays(365)),
        ('w', TimeSpan.FromDays(7)),
        ('d', TimeSpan.FromDays(1)),
        ('h', TimeSpan.FromHours(1)),
        ('m', TimeSpan.FromMinutes(1)),
        ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <param name="text">What was written.</param>
    /// <param name="duration">Null: for ever.</param>
    public static bool TryParse(string text, out TimeSpan? duration)
    {
        duration = null;
        if (text.Length is 0 or > 20 || !char.IsAsciiDigit(text[0])) return false;
        if (text.All(char.IsAsciiDigit)) text += 'm';
        var total = TimeSpan.Zero;
        var number = 0L;
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
                if (++digits > 9) return false;
                continue;
            }

            var unit = Array.Find(Units, u => u.Unit == char.ToLowerInvariant(c));
            if (digits == 0 || unit.Unit == 0 || number > Max / unit.Length) return false;
            total += unit.Length * number;
            (number, digits) = (0, 0);
        }

        if (digits > 0 || total > Max) return false;
        duration = total == TimeSpan.Zero ? null : total;
        return true;
    }

    /// <summary><c>1d12h</c>; <c>0s</c> for less than a second.</summary>
    public static string Text(TimeSpan duration)
    {
        var text = new StringBuilder();
        foreach (var (unit, length) in Units)
        {
            var count = (long)(duration / length);
            if (count > 0) text.Append(CultureInfo.InvariantCulture, $"{count}{unit}");
            duration -= length * count;
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }
}
