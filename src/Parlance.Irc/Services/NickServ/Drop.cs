namespace Parlance.Irc.Services.NickServ;

/// <summary><c>DROP [code]</c>: one's own account.</summary>
public sealed class Drop : INickServCommand
{
    public static ServiceCard Card { get; } = new("DROP", "[<code>]", "Removes your account, with its password, contacts and standing in channels. Nobody can take its name for a while. Asks for a code first.", NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (!call.Node.State.Accounts.TryGet(call.Account!, out var account)) return;
        if (!call.IsConfirmed(call.Word(0), "DROP", $"The account {account.Name} would be gone for good.", account.Id)) return;
        if (call.Node.RemoveAccount(call.Client, account) is { } refusal) call.Say(ServiceRefusals.WordsFor(refusal, account.Name));
        else call.Say($"The account {account.Name} is removed.");
    }
}
