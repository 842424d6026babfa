using System.Globalization;
using Parlance.Domain;
using Parlance.Domain.Masks;
using Parlance.Domain.Rooms;

namespace Parlance.Irc.Queries;

/// <summary>What a LIST asks for: channels by name, and ELIST conditions (Modern IRC, ELIST: C, M, N, T and U). All must hold; unknown ones are ignored.</summary>
public sealed class ListFilter
{
    /// <summary>Names and conditions of one LIST; more are ignored (TARGMAX LIST).</summary>
    public const int ConditionsMax = 20;

    private readonly List<Predicate<Room>> _conditions = [];

    private ListFilter() { }

    /// <summary>The channels named; empty: all.</summary>
    public List<string> Names { get; } = [];

    /// <param name="words">The parameters of LIST, split at commas.</param>
    /// <param name="now">Ages count from here.</param>
    public static ListFilter Read(IEnumerable<string> words, Instant now)
    {
        var filter = new ListFilter();
        foreach (var word in words.Take(ConditionsMax)) filter.Take(word, now);
        return filter;
    }

    public bool Fits(Room room)
    {
        foreach (var condition in _conditions)
            if (!condition(room)) return false;
        return true;
    }

    private void Take(string word, Instant now)
    {
        var kind = word.Length > 1 && word[0] is 'C' or 'T' or 'c' or 't' && word[1] is '<' or '>' ? char.ToUpperInvariant(word[0]) : word[0] is '<' or '>' ? 'U' : 'M';
        if (kind == 'M') TakeName(word);
        else
        {
            var sign = word[kind == 'U' ? 0 : 1];
            if (!int.TryParse(word.AsSpan(kind == 'U' ? 1 : 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
            _conditions.Add(kind switch
            {
                'U' => sign == '<' ? room => room.Count < number : room => room.Count > number,
                'C' => room => IsAged(room.Created, sign, number, now),
                _ => room => room.Topic.IsSet && IsAged(room.Topic.At.Wall, sign, number, now),
            });
        }
    }

    private void TakeName(string word)
    {
        if (word.IndexOfAny(['*', '?']) < 0 && word[0] != '!') Names.Add(word);
        else if (word.Length > 1 && word[0] == '!' && Mask.TryParse(word[1..], out var not)) _conditions.Add(room => !Matches(not, room));
        else if (word[0] != '!' && Mask.TryParse(word, out var mask)) _conditions.Add(room => Matches(mask, room));
    }

    /// <summary><c>&lt;</c>: less than so many minutes ago; <c>&gt;</c>: longer ago.</summary>
    private static bool IsAged(Instant then, char sign, int minutes, Instant now) =>
        sign == '<' ? now - then < TimeSpan.FromMinutes(minutes) : now - then > TimeSpan.FromMinutes(minutes);

    private static bool Matches(Mask mask, Room room)
    {
        Span<char> name = stackalloc char[room.Name.Length + 1];
        name[0] = '#';
        room.Name.CopyTo(name[1..]);
        return mask.Matches(name);
    }
}
