using System.Text.Json;
using Parlance.Domain.Bans;
using Parlance.Engine;
using Parlance.Web.Asking;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>Staff's bans: on users, addresses, real names, and reservations of nicks and rooms.</summary>
public sealed class BanEndpoints(WebParts parts) : IEndpoints
{
    private static readonly string[] Kinds = [.. Enum.GetNames<OperBanKind>().Select(name => name.ToLowerInvariant())];

    private static readonly Parameter Kind = new("kind", ParameterKind.Text, "What it applies to.") { Words = Kinds };
    private static readonly Parameter Mask = new("mask", ParameterKind.Text, "user@host, an address or network, or a pattern over names, as the kind wants it.", Required: true);

    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/bans", Privilege = "ban", Summary = "Bans in force, by kind and mask.", Query = [.. Pages.Parameters, Kind],
            Returns = "{items: [ban], next}; a ban has kind, mask, reason, comment, setter, set and expires.", Handle = Page,
        },
        new()
        {
            Method = "POST", Path = "/admin/bans", Privilege = "ban", Summary = "Sets a ban, or sets one again with another reason and end.",
            Body =
            [
                Kind with { Required = true }, Mask, new("reason", ParameterKind.Text, "For the banned."), new("comment", ParameterKind.Text, "For staff only."),
                new("lasts", ParameterKind.Text, "How long: 1d12h, 90m; without it for ever."), new("force", ParameterKind.Flag, "Even if it hits very many."),
            ],
            Returns = "The ban.", Handle = Add,
        },
        new()
        {
            Method = "DELETE", Path = "/admin/bans", Privilege = "ban", Summary = "Lifts a ban.", Query = [Kind with { Required = true }, Mask], Returns = "{done: true}",
            Handle = call => parts.Do(call, Lift(KindOf(call.Text("kind")), call.Text("mask") ?? throw Problem.BadParameter("mask", "must be given"))),
        },
    ];

    private Task<Reply> Page(Call call)
    {
        OperBanKind? kind = call.Text("kind") is { } word ? KindOf(word) : null;
        Key? after = call.Text("cursor") is { } cursor ? Key.Read(cursor) : null;
        return Pages.Of(parts, call, new Listing<OperBan, Key>(
            node => [.. node.State.Bans.All.Where(ban => ban.Holds(node.Now.Wall))],
            ban => new(ban.Kind, ban.Mask), ban => kind is null || ban.Kind == kind, after, Pages.Limit(call), (_, ban, json) => Write(json, ban)));
    }

    private Task<Reply> Add(Call call)
    {
        var kind = KindOf(call.Needed("kind"));
        TimeSpan? lasts = null;
        if (call.Member("lasts") is { } text && !Duration.TryParse(text, out lasts)) throw Problem.BadParameter("lasts", "is a duration such as 1d12h, at most ten years");
        var ban = new AddBan(kind, call.Needed("mask"), call.Member("reason") ?? "No reason given", lasts, call.Member("comment"), call.MemberFlag("force"));
        return parts.Do(call, (node, by) =>
        {
            if (node.AskAs(by, ban) is { } refusal) return new(refusal);
            return !BanMasks.TryCanonical(kind, ban.Mask, node.Names, out var mask) || node.State.Bans.Find(kind, mask) is not { } set ? new() : DeedOutcome.With(json => Write(json, set));
        });
    }

    private static Func<Node, StaffMember, DeedOutcome> Lift(OperBanKind kind, string mask) => (node, by) => DeedOutcome.Of(node.AskAs(by, new RemoveBan(kind, mask)));

    private static OperBanKind KindOf(string? word) =>
        word is not null && Kinds.Contains(word) && Enum.TryParse<OperBanKind>(word, ignoreCase: true, out var kind) ? kind : throw Problem.BadParameter("kind", $"is one of {string.Join(", ", Kinds)}");

    private static void Write(Utf8JsonWriter json, OperBan ban)
    {
        json.WriteStartObject();
        json.WriteString("kind", ban.Kind.ToString().ToLowerInvariant());
        json.WriteString("mask", ban.Mask);
        json.WriteString("reason", ban.Reason);
        json.WriteString("comment", ban.Comment);
        json.WriteString("setter", ban.Setter);
        json.WriteString("set", ban.Set.ToString());
        json.WriteString("expires", ban.Expires?.ToString());
        json.WriteEndObject();
    }

    private readonly record struct Key(OperBanKind Kind, string Mask) : IComparable<Key>
    {
        public int CompareTo(Key other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Mask, other.Mask);

        public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Mask}";

        public static Key Read(string cursor)
        {
            var colon = cursor.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new(KindOf(cursor[..colon]), cursor[(colon + 1)..]) : throw Problem.BadParameter("cursor", "is a cursor of an earlier answer");
        }
    }
}
