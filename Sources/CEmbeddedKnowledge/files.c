// The packs and layers under knowledge/, byte for byte. The compiler reads the files themselves: an array of this many
// numbers in Swift takes it minutes.
#include "CEmbeddedKnowledge.h"

// `#embed` is of C23; clang knows it in every mode since version 19, which Swift has had since 6.2.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_cues_yaml[] = {
#embed "../../knowledge/english/cues.yaml"
};
static const unsigned char english_english_yaml[] = {
#embed "../../knowledge/english/english.yaml"
};
static const unsigned char english_given_names_txt[] = {
#embed "../../knowledge/english/given-names.txt"
};
static const unsigned char english_light_words_yaml[] = {
#embed "../../knowledge/english/light-words.yaml"
};
static const unsigned char english_offtopic_txt[] = {
#embed "../../knowledge/english/offtopic.txt"
};
static const unsigned char english_persons_txt[] = {
#embed "../../knowledge/english/persons.txt"
};
static const unsigned char english_words_txt[] = {
#embed "../../knowledge/english/words.txt"
};
static const unsigned char medicine_aspects_yaml[] = {
#embed "../../knowledge/medicine/aspects.yaml"
};
static const unsigned char medicine_cancers_txt[] = {
#embed "../../knowledge/medicine/cancers.txt"
};
static const unsigned char medicine_categories_yaml[] = {
#embed "../../knowledge/medicine/categories.yaml"
};
static const unsigned char medicine_diseases_txt[] = {
#embed "../../knowledge/medicine/diseases.txt"
};
static const unsigned char medicine_drug_classes_txt[] = {
#embed "../../knowledge/medicine/drug-classes.txt"
};
static const unsigned char medicine_drugs_txt[] = {
#embed "../../knowledge/medicine/drugs.txt"
};
static const unsigned char medicine_foods_txt[] = {
#embed "../../knowledge/medicine/foods.txt"
};
static const unsigned char medicine_medicine_yaml[] = {
#embed "../../knowledge/medicine/medicine.yaml"
};
static const unsigned char medicine_molecules_txt[] = {
#embed "../../knowledge/medicine/molecules.txt"
};
static const unsigned char medicine_procedures_txt[] = {
#embed "../../knowledge/medicine/procedures.txt"
};
static const unsigned char medicine_qualities_yaml[] = {
#embed "../../knowledge/medicine/qualities.yaml"
};
static const unsigned char medicine_relations_yaml[] = {
#embed "../../knowledge/medicine/relations.yaml"
};
static const unsigned char medicine_shorthand_yaml[] = {
#embed "../../knowledge/medicine/shorthand.yaml"
};
static const unsigned char medicine_states_yaml[] = {
#embed "../../knowledge/medicine/states.yaml"
};
static const unsigned char medicine_stems_yaml[] = {
#embed "../../knowledge/medicine/stems.yaml"
};
static const unsigned char medicine_symptoms_txt[] = {
#embed "../../knowledge/medicine/symptoms.txt"
};
static const unsigned char medicine_tests_txt[] = {
#embed "../../knowledge/medicine/tests.txt"
};
static const unsigned char medicine_trials_txt[] = {
#embed "../../knowledge/medicine/trials.txt"
};
static const unsigned char net_systemic_therapy_classifier_txt[] = {
#embed "../../knowledge/net-systemic-therapy/classifier.txt"
};
static const unsigned char net_systemic_therapy_document_txt[] = {
#embed "../../knowledge/net-systemic-therapy/document.txt"
};
static const unsigned char net_systemic_therapy_lexicon_yaml[] = {
#embed "../../knowledge/net-systemic-therapy/lexicon.yaml"
};
static const unsigned char net_systemic_therapy_pack_yaml[] = {
#embed "../../knowledge/net-systemic-therapy/pack.yaml"
};
static const unsigned char net_systemic_therapy_statements_yaml[] = {
#embed "../../knowledge/net-systemic-therapy/statements.yaml"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}
static const EmbeddedFile files[] = {
    FILE("english/cues.yaml", english_cues_yaml),
    FILE("english/english.yaml", english_english_yaml),
    FILE("english/given-names.txt", english_given_names_txt),
    FILE("english/light-words.yaml", english_light_words_yaml),
    FILE("english/offtopic.txt", english_offtopic_txt),
    FILE("english/persons.txt", english_persons_txt),
    FILE("english/words.txt", english_words_txt),
    FILE("medicine/aspects.yaml", medicine_aspects_yaml),
    FILE("medicine/cancers.txt", medicine_cancers_txt),
    FILE("medicine/categories.yaml", medicine_categories_yaml),
    FILE("medicine/diseases.txt", medicine_diseases_txt),
    FILE("medicine/drug-classes.txt", medicine_drug_classes_txt),
    FILE("medicine/drugs.txt", medicine_drugs_txt),
    FILE("medicine/foods.txt", medicine_foods_txt),
    FILE("medicine/medicine.yaml", medicine_medicine_yaml),
    FILE("medicine/molecules.txt", medicine_molecules_txt),
    FILE("medicine/procedures.txt", medicine_procedures_txt),
    FILE("medicine/qualities.yaml", medicine_qualities_yaml),
    FILE("medicine/relations.yaml", medicine_relations_yaml),
    FILE("medicine/shorthand.yaml", medicine_shorthand_yaml),
    FILE("medicine/states.yaml", medicine_states_yaml),
    FILE("medicine/stems.yaml", medicine_stems_yaml),
    FILE("medicine/symptoms.txt", medicine_symptoms_txt),
    FILE("medicine/tests.txt", medicine_tests_txt),
    FILE("medicine/trials.txt", medicine_trials_txt),
    FILE("net-systemic-therapy/classifier.txt", net_systemic_therapy_classifier_txt),
    FILE("net-systemic-therapy/document.txt", net_systemic_therapy_document_txt),
    FILE("net-systemic-therapy/lexicon.yaml", net_systemic_therapy_lexicon_yaml),
    FILE("net-systemic-therapy/pack.yaml", net_systemic_therapy_pack_yaml),
    FILE("net-systemic-therapy/statements.yaml", net_systemic_therapy_statements_yaml),
};

size_t embedded_file_count(void) { return sizeof files / sizeof files[0]; }
EmbeddedFile embedded_file(size_t index) { return files[index]; }
