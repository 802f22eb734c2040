#pragma once

#include <string>

namespace huibiao::kiosk {

/// What a control does. Names of verbs are those of the person at the screen.
enum class Verb {
    Begin,        ///< attract: the call to touch
    PickForm,     ///< start: value = index of the questionnaire
    PickLanguage, ///< value = index into the form's languages
    Start,
    Home,   ///< back to attract from where nothing is lost
    Choose, ///< ref, value: a choice, a scale step, an acknowledgement
    Focus,  ///< ref: a text field
    Key,    ///< value: characters to insert
    Erase,
    EraseAll,
    Layer, ///< value = name of the keyboard layer
    HideKeyboard,
    Step,      ///< ref; value "+1" or "-1"
    AddRepeat, ///< ref
    Next,
    Back,
    Scroll, ///< value "up" or "down": by most of a page
    Edit,   ///< review: ref of the page
    Submit,
    Abandon, ///< 不填了: asks first
    AbandonYes,
    Dismiss,   ///< closes a dialog
    Languages, ///< opens the list of languages
    Continue,  ///< idle warning: goes on
    StartOver, ///< idle warning: another person
    Done,
    Digit, ///< PIN pad: value
    DigitErase,
    DigitsEnter,
    Desk,      ///< value = a page of the staff, see desk.h
    Export,    ///< what is new; value = id of the volume
    ExportAll, ///< likewise, also what was exported before
    StopTask,
    Ask,     ///< value = what staff are asked about before it is done: "purge" or "give_back"
    Confirm, ///< yes, to the dialog that is open
    Quit,    ///< asks first
    QuitYes,
    Assist,     ///< staff fill in for others, one after the other
    AssistNext, ///< the next one
    Open,       ///< ref; value = the panel of the question that fills the screen
    Shut,       ///< back from it to the page
    Find,       ///< value: a key, in an open list that is searched
    FindErase,
    FindAll,      ///< the whole list again
    FindKeys,     ///< where list and letters have no room beside each other: the one for the other
    Clear,        ///< ref: takes the answer back
    RemoveRepeat, ///< ref of the instance; asks first
    RemoveRepeatYes,
    ReadAloud,  ///< the page, or what is being read is stopped
    Display,    ///< opens the sheet of the ways to see and reach
    Comfort,    ///< value "large", "contrast", "low" or "left": turns it over
    Mode,       ///< value: how text is entered, see entry.h
    Candidate,  ///< value: its index
    Candidates, ///< value: index of the first that is shown
    UndoStroke,
    ClearInk,
    ClearDrawing,   ///< ref: a signature or a drawing begins anew
    ExportReadable, ///< everything, opened with the private key; value = id of the volume
    TurnEye,        ///< the passphrase is shown, or hidden again
    Unlock,         ///< the passphrase is typed
    SendNow,        ///< what waits is sent to the server now
    Retry,          ///< what the server refused is sent again: value = its instanceID; empty: all
    ExportRefused,  ///< what the server refused; value = id of the volume
    Pull,           ///< newer questionnaires are fetched from the server
    Thing,          ///< seen large: value = id of a thing of the kit
    ThingStep,      ///< to another one; value "+1" or "-1"
    ShowThing,      ///< alone on the whole screen
    KeepThings,     ///< all of them; value = id of the volume
    ToWall,         ///< the one that is seen large goes to the second screen
    OffWall         ///< what is there is taken off
};

struct Act {
    Verb verb = Verb::Begin;
    std::string ref;
    std::string value;
    friend bool operator==(Act const&, Act const&) = default;
};

} // namespace huibiao::kiosk
