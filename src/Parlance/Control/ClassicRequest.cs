using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Roster;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Xmpp;

namespace Parlance.Control;

/// <summary>What <c>parlance export classic</c> and <c>import classic</c> ask of one account. Unlike other answers, this one has its secrets: who may open the socket may read the data folder.</summary>
/// <param name="arguments">The request's members.</param>
internal sealed class ClassicRequest(JsonElement arguments) : Question<UserAnswer>
{
    public const string Show = "classic-show", Add = "classic-add", Contact = "classic-contact";

    /// <summary>Bytes of a salt, decoded.</summary>
    private const int SaltMax = 64;

    public override bool Slice(Node node)
    {
        switch (Text(arguments, "action"))
        {
            case Show: Of(node, account => Done(new(ControlReply.Object(json => Write(json, node, account)), node.LastDurable))); break;
            case Add: Create(node); break;
            case Contact when Jid.Parse(Text(arguments, "jid")) is not { Domain.Length: > 0 }: Fail($"'{Text(arguments, "jid")}' is no contact's address"); break;
            case Contact: Of(node, account => Say(node, SetContact(node, account, Jid.Parse(Text(arguments, "jid"))!.ToBare().Bare))); break;
            default: Fail($"'{Text(arguments, "action")}' is not known"); break;
        }

        return true;
    }

    private static void Write(Utf8JsonWriter json, Node node, Account account)
    {
        json.WriteString("name", account.Name);
        if (account.Plaintext is { } password) json.WriteString("password", password);
        json.WriteStartArray("verifiers");
        foreach (var verifier in account.Verifiers)
        {
            json.WriteStartObject();
            json.WriteString("mechanism", verifier.Mechanism);
            json.WriteNumber("iterations", verifier.Iterations);
            json.WriteString("salt", verifier.Salt);
            json.WriteString("stored_key", verifier.StoredKey);
            json.WriteString("server_key", verifier.ServerKey);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("roster");
        foreach (var item in node.State.Rosters.ItemsOf(node.AddressOf(account)))
        {
            json.WriteStartObject();
            json.WriteString("jid", item.Contact);
            if (item.Alias is { } alias) json.WriteString("name", alias);
            json.WriteString("subscription", item.Subscription.Word);
            if (item.Subscription.IsPendingOut) json.WriteString("ask", "subscribe");
            if (item.Subscription.IsPreApproved) json.WriteString("approved", "true");
            json.WriteStartArray("groups");
            foreach (var group in item.Groups) json.WriteStringValue(group);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>With a password, or with what another server kept of it; with neither, nobody can log in to it until it has one.</summary>
    private void Create(Node node)
    {
        var name = Text(arguments, "name");
        if (Text(arguments, "password") is { Length: > 0 } password)
        {
            node.CreateAccount(new(name, password, AsOperator: true), answer => Say(node, answer.Refusal));
            return;
        }

        var verifiers = new List<ScramVerifier>();
        foreach (var each in Array(arguments, "verifiers"))
        {
            if (Read(each) is not { } verifier)
            {
                Fail("a SCRAM verifier is not well-formed: it is iterations,salt,stored key,server key, the last three in base64");
                return;
            }

            verifiers.Add(verifier);
        }

        Say(node, node.Carry(new CreateAccount(name, new(verifiers)).Decide(node.State, node.Circumstances(asOperator: true)), null, null, asOperator: true));
    }

    private static ScramVerifier? Read(JsonElement written)
    {
        var hash = Enum.GetValues<ScramHash>().Cast<ScramHash?>().FirstOrDefault(one => ScramVerifier.MechanismOf(one!.Value) == Text(written, "mechanism"));
        var length = hash switch { ScramHash.Sha1 => 20, ScramHash.Sha256 => 32, _ => 64 };
        var (salt, stored, server) = (Text(written, "salt"), Text(written, "stored_key"), Text(written, "server_key"));
        return hash is { } known && written.TryGetProperty("iterations", out var rounds) && rounds.TryGetInt32(out var iterations)
            && iterations is >= ScramVerifier.IterationsMin and <= ScramVerifier.IterationsMax
            && LengthOf(salt) is > 0 and <= SaltMax && LengthOf(stored) == length && LengthOf(server) == length
            ? new(known, iterations, salt, stored, server) : null;
    }

    /// <summary>Bytes of something in base64; -1: it is none.</summary>
    private static int LengthOf(string base64) => Convert.TryFromBase64String(base64, new byte[base64.Length], out var length) ? length : -1;

    /// <summary>One contact with the two edges that are the account's own: those of another account come with its own roster.</summary>
    private Refusal? SetContact(Node node, Account account, string contact)
    {
        var groups = Array(arguments, "groups").Select(group => group.ToString()).ToArray();
        var (wants, grants) = (Text(arguments, "wants") == "true", Text(arguments, "grants") == "true");
        return node.Ask(null, account, new SetRosterItem(contact, Text(arguments, "alias"), groups), asOperator: true)
            ?? (grants ? node.Ask(null, account, new Approve(contact), asOperator: true) : null)
            ?? (wants ? node.Ask(null, account, new Subscribe(contact), asOperator: true) : null);
    }

    private void Of(Node node, Action<Account> then)
    {
        if (node.State.Accounts.TryGet(node.Names.Fold(Text(arguments, "name")), out var account)) then(account);
        else Say(node, new(RefusalCode.NoSuchAccount));
    }

    private void Say(Node node, Refusal? refusal) => Done(refusal is null ? new(ControlReply.Done(), node.LastDurable) : new(ControlReply.Error(AccountJson.Words(refusal, Text(arguments, "name"))), 0));

    private void Fail(string why) => Done(new(ControlReply.Error(why), 0));

    private static string Text(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static IEnumerable<JsonElement> Array(JsonElement of, string member) => of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
